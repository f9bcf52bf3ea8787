using CsCheck;
using ServiceBot.Domain.Cases;

namespace ServiceBot.Tests.Domain.Cases;

public sealed class CaseReferenceTests
{
    private static readonly Gen<CaseReference> Any =
        Gen.Select(Gen.Int[2020, 2120], Gen.OneOf(Gen.Int[1, 999_999], Gen.Int[1, 999_999_999])).Select((year, counter) => CaseReference.Create(year, counter));

    [Fact]
    public void Nine_digits_until_a_million_errands()
    {
        Assert.Equal("260000019", CaseReference.Create(2026, 1).Value);
        Assert.Equal("260 000 019", CaseReference.Create(2026, 1).ToSpaced());
        Assert.Equal(10, CaseReference.Create(2026, 1_000_000).Value.Length);
    }

    [Theory]
    [InlineData("260000019")]
    [InlineData(" 260 000 019 ")]
    [InlineData("26-000001-9")]
    [InlineData("２６００００００１９", false)]
    [InlineData("２６００００００１９０", false)]
    [InlineData("２６０ ００００１９")]
    [InlineData("260000018", false)]
    [InlineData("26000019", false)]
    [InlineData("260000019号", false)]
    [InlineData("", false)]
    [InlineData(null, false)]
    public void It_is_read_as_people_type_it(string? text, bool ok = true)
    {
        Assert.Equal(ok, CaseReference.TryParse(text, out var reference));
        Assert.Equal(ok ? "260000019" : "", reference.Value);
    }

    [Fact]
    public void Every_reference_is_read_back() =>
        Any.Sample(reference => Assert.Equal(reference, CaseReference.Parse(reference.ToSpaced())));

    [Fact]
    public void One_wrong_digit_is_always_found() =>
        Gen.Select(Any, Gen.Int[0, 11], Gen.Int[1, 9]).Sample((reference, place, by) =>
        {
            var digits = reference.Value.ToCharArray();
            place %= digits.Length;
            digits[place] = (char)('0' + (digits[place] - '0' + by) % 10);
            Assert.False(CaseReference.TryParse(new string(digits), out _));
        });

    [Fact]
    public void Two_neighbours_swapped_are_always_found() =>
        Gen.Select(Any, Gen.Int[0, 10]).Sample((reference, place) =>
        {
            var digits = reference.Value.ToCharArray();
            place %= digits.Length - 1;
            (digits[place], digits[place + 1]) = (digits[place + 1], digits[place]);
            Assert.Equal(digits[place] == digits[place + 1], CaseReference.TryParse(new string(digits), out _));
        });
}
