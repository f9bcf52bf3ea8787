using System.Globalization;
using CsCheck;
using ServiceBot.Domain.Messaging;

namespace ServiceBot.Tests.Domain.Messaging;

public sealed class RedactionTests
{
    [Theory]
    [InlineData("我的身份证是130199194503150022。", "我的身份证是130***********0022。")]
    [InlineData("34052419800101001X", "340***********001X")]
    [InlineData("34052419800101001x的", "340***********001x的")]
    [InlineData("130199 19450315 0022", "130*** ******** 0022")]
    [InlineData("130199-1945-03-15-0022", "130***-****-**-**-0022")]
    [InlineData("340524 19800101 001 X", "340*** ******** *** *")]
    [InlineData("老号130199450315002", "老号130********5002")]
    [InlineData("电话13912345678一定要打", "电话139****5678一定要打")]
    [InlineData("139 1234 5678", "139 **** 5678")]
    [InlineData("139-1234-5678", "139-****-5678")]
    [InlineData("139 12 34 56 78", "139 ** ** ** **")]
    [InlineData("1 3 9 1 2 3 4 5 6 7 8", "1 3 9 * * * * * * * *")]
    [InlineData("1３912345678", "1３9****5678")]
    [InlineData("１３９１２３４５６７８", "１３９****５６７８")]
    [InlineData("一三九一二三四五六七八", "一三九****五六七八")]
    [InlineData("**139 1234 5678**", "**139 **** 5678**")]
    [InlineData("* 139 1234 5678", "* 139 **** 5678")]
    [InlineData("+86 13912345678", "+86 139****5678")]
    [InlineData("8613912345678", "86139****5678")]
    [InlineData("13912345678 13812345678", "139****5678 138****5678")]
    [InlineData("13912345678,0311-88012345", "139****5678,0311-****2345")]
    [InlineData("(0311)88012345", "(0311)****2345")]
    [InlineData("010 8801 2345", "010 **** 2345")]
    [InlineData("03358801234", "0335***1234")]
    [InlineData("卡号6222021234567890123", "卡号***************0123")]
    [InlineData("6222 0212 3456 7890 123", "**** **** **** **** ***")]
    [InlineData("13019919450315002213912345678", "*************************5678")]
    public void Private_numbers_are_hidden(string text, string masked)
    {
        Assert.True(Redaction.Contains(text));
        Assert.Equal(masked, Redaction.Mask(text));
        Assert.False(Redaction.Contains(masked));
    }

    [Theory]
    [InlineData("")]
    [InlineData("编号260000018")]
    [InlineData("260000018 260000019")]
    [InlineData("260000198 260000019")]
    [InlineData("2026-03-05 08:30")]
    [InlineData("2026-03-05 2027-01-01")]
    [InlineData("2026年3月5日到2026年12月31日")]
    [InlineData("20260305")]
    [InlineData("20260305083000")]
    [InlineData("一千二百三十四万五千六百七十八元")]
    [InlineData("1,234,567,890.50元")]
    [InlineData("每月100元，一共1200元")]
    [InlineData("150 2026-03-05")]
    [InlineData("130123100201村")]
    [InlineData("打12345或者110")]
    [InlineData("130123 2026-03-05 1200")]
    [InlineData("139****5678 1234567")]
    public void Dates_amounts_case_numbers_and_region_codes_stay(string text)
    {
        Assert.False(Redaction.Contains(text));
        Assert.Same(text, Redaction.Mask(text));
    }

    [Fact]
    public void No_mobile_survives_however_it_is_written() =>
        Written(Mobile, [3, 7]).Sample(written => Hidden(written.Text, written.Digits));

    [Fact]
    public void No_identity_number_survives_however_it_is_written() =>
        Written(Identity, [6, 14]).Sample(written => Hidden(written.Text, written.Digits));

    [Fact]
    public void No_bank_card_survives_however_it_is_written() =>
        Written(Card, [4, 8, 12, 16]).Sample(written => Hidden(written.Text, written.Digits));

    [Fact]
    public void Nothing_that_is_found_survives_masking_in_any_text() =>
        Gen.String[Gen.Char["0123456789xX -*1379一三元日.（"], 0, 60].Sample(text =>
        {
            var masked = Redaction.Mask(text);
            return !Redaction.Contains(masked) && masked.Length == text.Length && Redaction.Mask(masked) == masked;
        }, iter: 20_000);

    [Fact]
    public void Dates_amounts_and_case_numbers_survive() =>
        Gen.Select(Gen.Date, Gen.Int[0, 9_999_999], Gen.Int[1, 9_999_999]).Sample((date, amount, number) =>
        {
            var text = string.Create(CultureInfo.InvariantCulture, $"{date:yyyy-MM-dd} 交了{amount}元，编号26{number:0000000} {date:yyyyMMdd}");
            return Redaction.Mask(text) == text;
        });

    private static Gen<string> Mobile => Gen.Select(Gen.Int[3, 9], Gen.Int[0, 999_999_999], (second, rest) => Invariant($"1{second}{rest:000000000}"));

    private static Gen<string> Identity => Gen.Select(
        Gen.Int[110000, 829999], Gen.Int[1900, 2026], Gen.Int[1, 12], Gen.Int[1, 28], Gen.Int[0, 999], Gen.Char["0123456789X"],
        (region, year, month, day, sequence, check) => Invariant($"{region}{year}{month:00}{day:00}{sequence:000}{check}"));

    private static Gen<string> Card => Gen.Select(Gen.Int[30, 69], Gen.Long[0, 99_999_999_999_999], (head, rest) => Invariant($"{head}{rest:00000000000000}"));

    private static Gen<(string Text, string Digits)> Written(Gen<string> number, int[] cuts) => Gen.Select(
        number, Gen.OneOf(Gen.Const(""), Gen.Const(" "), Gen.Const("-"), Gen.Const("－"), Gen.Const(" - "), Gen.Const("\u200B")), Gen.Bool, Gen.OneOf(Gen.Const(""), Gen.Const("我的号码是"), Gen.Const("no. ")), Gen.OneOf(Gen.Const(""), Gen.Const("。"), Gen.Const("，谢谢"), Gen.Const("一共"), Gen.Const("元")),
        (digits, separator, wide, before, after) =>
        {
            var cut = digits;
            foreach (var at in cuts.Where(at => at < digits.Length).OrderDescending()) cut = cut.Insert(at, separator);
            if (wide) cut = string.Concat(cut.Select(c => char.IsAsciiDigit(c) ? (char)(c - '0' + '\uFF10') : c));
            return (before + cut + after, digits);
        });

    private static bool Hidden(string text, string digits)
    {
        var masked = Redaction.Mask(text);
        var left = masked.Count(c => PrivateDigit(c));
        return Redaction.Contains(text) && !Redaction.Contains(masked) && left <= 7 + text.Count(c => c == '一') && digits.Length > 7;
    }

    private static bool PrivateDigit(char c) => char.IsAsciiDigit(c) || c is >= '\uFF10' and <= '\uFF19';

    private static string Invariant(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);
}
