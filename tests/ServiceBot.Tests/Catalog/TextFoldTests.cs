using System.Text;
using CsCheck;
using ServiceBot.Catalog;

namespace ServiceBot.Tests.Catalog;

public sealed class TextFoldTests
{
    private const string Rare = "\u3001\u3002\u3000\u2026\u2460\u00E9\u0301\u33A1\uF951\uD83D";
    /// <summary>What people type: letters, Chinese, signs of full width, and now and then something that must be normalized.</summary>
    private static readonly Gen<string> Typed = Gen.OneOf(
        Gen.Char[' ', '~'], Gen.Char['\u4E00', '\u9FFF'], Gen.Char['\uFF01', '\uFF5E'], Gen.Int[0, Rare.Length - 1].Select(at => Rare[at]))
        .Array[0, 40].Select(letters => new string(letters));

    [Fact]
    public void What_is_not_normalized_would_not_change_if_it_were() => Typed.Sample(text =>
    {
        if (text.Contains('\uD83D')) Assert.Equal(text.Length, TextFold.Fold(text).Length);
        else Assert.Equal(string.Concat(text.Normalize(NormalizationForm.FormKC).Select(TextFold.Fold)), TextFold.Fold(text));
    });

    [Theory]
    [InlineData("ＡＢＣ１２３", "abc123")]
    [InlineData("㎡", "m2")]
    [InlineData("養老保險", "养老保险")]
    [InlineData("低保，要啥材料？", "低保,要啥材料?")]
    public void One_spelling_for_many(string typed, string folded) => Assert.Equal(folded, TextFold.Fold(typed));
}
