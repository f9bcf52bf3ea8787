using ServiceBot.Benchmarks.Floor;
using ServiceBot.Benchmarks.Measures;

// dotnet run -c Release --project tests/ServiceBot.Benchmarks -- turns [--store sqlite|postgres] [--seconds 10]
//                                                              -- memory | coldstart
return args switch
{
    ["floor", .. var rest] => await FloorServer.RunAsync(rest),
    ["turns", .. var rest] => await Turns.RunAsync(rest),
    ["memory", .. var rest] => await Memory.RunAsync(rest),
    ["coldstart", .. var rest] => await ColdStart.RunAsync(rest),
    _ => Usage(),
};

static int Usage()
{
    Console.Error.WriteLine("turns [--store sqlite|postgres] [--seconds N] [--conversations N] | memory [--conversations N] | coldstart");
    return 2;
}
