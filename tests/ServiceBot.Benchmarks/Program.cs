using ServiceBot.Benchmarks.Floor;
using ServiceBot.Benchmarks.Measures;

// dotnet run -c Release --project tests/ServiceBot.Benchmarks -- turns [--store sqlite|postgres] [--seconds 10]
//                                                              -- sms [--seconds 10] [--phones 256] [--sends 100] | campaign [--messages 10000] [--rate 500]
//                                                              -- answers [--items 2000] [--articles 20000] | memory | coldstart
return args switch
{
    ["floor", .. var rest] => await FloorServer.RunAsync(rest),
    ["turns", .. var rest] => await Turns.RunAsync(rest),
    ["sms", .. var rest] => await SmsRate.RunAsync(rest),
    ["campaign", .. var rest] => await CampaignRun.RunAsync(rest),
    ["answers", .. var rest] => await Answers.RunAsync(rest),
    ["memory", .. var rest] => await Memory.RunAsync(rest),
    ["coldstart", .. var rest] => await ColdStart.RunAsync(rest),
    _ => Usage(),
};

static int Usage()
{
    Console.Error.WriteLine("turns [--store sqlite|postgres] [--seconds N] [--conversations N] | sms [--seconds N] [--phones N] [--sends N] | campaign [--messages N] [--rate N] | answers [--items N] [--articles N] | memory [--conversations N] | coldstart");
    return 2;
}
