using ServiceBot.Catalog.Regions;

namespace ServiceBot.Tests.Catalog.Regions;

public sealed class RegionBookTests
{
    private static readonly RegionBook _book = RegionBook.Load(Path.Combine(AppContext.BaseDirectory, "Catalog", "Regions", "hebei-regions.csv.gz"));

    [Fact]
    public void All_regions_of_the_province_are_there() => Assert.Equal(56_380, _book.Count);

    [Theory]
    [InlineData("130000000000", "河北省", RegionLevel.Province)]
    [InlineData("1301", "石家庄市", RegionLevel.City)]
    [InlineData("130123", "正定县", RegionLevel.County)]
    [InlineData("130123201", "南楼乡", RegionLevel.Township)]
    [InlineData("130123201201", "南楼村村民委员会", RegionLevel.Village)]
    internal void A_region_is_found_by_its_code(string code, string name, RegionLevel level)
    {
        var region = _book.Get(code)!;
        Assert.Equal((name, level), (region.Name, region.Level));
    }

    [Theory]
    [InlineData("")]
    [InlineData("139999999999")]
    [InlineData("13012320120")]
    [InlineData("１３０１２３")]
    [InlineData("abc")]
    public void An_unknown_code_is_no_region(string code) => Assert.Null(_book.Get(code));

    [Fact]
    public void A_path_is_told_in_the_words_people_use() => Assert.Equal("石家庄市正定县南楼乡南楼村", _book.Path("130123201201"));

    [Fact]
    public void The_children_of_a_township_are_its_villages()
    {
        var villages = _book.Children("130123201").ToList();
        Assert.Equal(22, villages.Count);
        Assert.All(villages, village => Assert.Equal(RegionLevel.Village, village.Level));
        Assert.Equal(11, _book.Children("13").Count());
    }

    [Fact]
    public void The_line_of_a_village_runs_from_the_province_to_itself() =>
        Assert.Equal(["河北省", "石家庄市", "正定县", "南楼乡", "南楼村村民委员会"], _book.Line("130123201201").Select(region => region.Name));

    [Theory]
    [InlineData("130123", "130123201201", true)]
    [InlineData("130123201201", "130123", false)]
    [InlineData("130124", "130123201201", false)]
    [InlineData("13", "130999", true)]
    public void Containment_needs_the_codes_only(string area, string code, bool contains) => Assert.Equal(contains, RegionBook.Contains(area, code));

    [Fact]
    public void A_bare_name_is_found_in_several_counties_each_shown_with_its_path()
    {
        var finding = _book.Find("南楼");
        Assert.False(finding.IsCertain);
        Assert.Equal(["石家庄市正定县南楼乡", "石家庄市藁城区常安镇南楼村", "石家庄市正定县南楼乡南楼村", "廊坊市霸州市胜芳镇南楼村"],
            finding.Matches.Select(match => match.Path));
    }

    [Theory]
    [InlineData("正定县南楼村", "130123201201")]
    [InlineData("正定南楼村", "130123201201")]
    [InlineData("石家庄正定南楼乡", "130123201000")]
    [InlineData("石家庄市正定县南楼乡南楼村", "130123201201")]
    [InlineData("河北省石家庄市正定县南楼乡南楼村村民委员会", "130123201201")]
    [InlineData("南楼乡", "130123201000")]
    [InlineData("正定", "130123000000")]
    [InlineData(" 正定县 ，南楼 村 ", "130123201201")]
    [InlineData("正定縣南樓鄉", "130123201000")]
    [InlineData("我是正定县南楼村的", "130123201201")]
    [InlineData("130123201201", "130123201201")]
    [InlineData("１３０１２３", "130123000000")]
    [InlineData("大城县王权村", "131025105201")]
    [InlineData("卢龙镇", "130324100000")]
    [InlineData("鹿泉市铜冶镇", "130110101000")]
    [InlineData("青龙县", "130321000000")]
    public void What_names_one_place_is_certain(string text, string code)
    {
        var finding = _book.Find(text);
        Assert.Equal(code, finding.Matches[0].Region.Code);
        Assert.True(finding.IsCertain);
        Assert.True(finding.IsWhole);
    }

    [Theory]
    [InlineData("新华区")]
    [InlineData("桥西区")]
    [InlineData("南楼村民委员会")]
    public void The_same_name_in_two_counties_is_not_certain(string text)
    {
        var finding = _book.Find(text);
        Assert.False(finding.IsCertain);
        Assert.True(finding.Total >= 2);
    }

    [Fact]
    public void A_name_is_looked_for_within_a_county_only_when_told_so() =>
        Assert.All(_book.Find("王庄", within: "130123").Matches, match => Assert.StartsWith("130123", match.Region.Code, StringComparison.Ordinal));

    [Fact]
    public void A_list_is_cut_and_says_how_many_there_are()
    {
        var finding = _book.Find("王庄", limit: 5);
        Assert.Equal(5, finding.Matches.Count);
        Assert.True(finding.Total > 20);
    }

    [Fact]
    public void A_part_of_a_name_is_a_last_resort_and_never_certain()
    {
        var whole = _book.Find("新浩城");
        Assert.Equal("新浩城社区", whole.Matches[0].Region.ShortName);
        Assert.Equal(RegionExactness.Name, whole.Matches[0].Exactness);
        var part = _book.Find("新浩");
        Assert.Equal(RegionExactness.Part, part.Matches[0].Exactness);
        Assert.False(part.IsCertain);
    }

    [Theory]
    [InlineData("")]
    [InlineData("。。。")]
    [InlineData("qwertyuiop")]
    [InlineData("\uD800\0")]
    public void What_names_no_place_finds_none(string text) => Assert.Empty(_book.Find(text).Matches);

    [Fact]
    public void A_sentence_that_holds_a_place_is_not_the_place_alone() => Assert.False(_book.Find("正定县南楼村办低保要带什么材料").IsWhole);

    [Fact]
    public void An_operators_alias_finds_its_region()
    {
        var file = Path.Combine(Path.GetTempPath(), Path.GetRandomFileName());
        File.WriteAllText(file, "# names people use\n古城,130123100\n");
        try
        {
            var book = RegionBook.Load(Path.Combine(AppContext.BaseDirectory, "Catalog", "Regions", "hebei-regions.csv.gz"), file);
            Assert.Equal("130123100000", book.Find("古城", within: "130123").Matches[0].Region.Code);
            File.WriteAllText(file, "古城,999999\n");
            Assert.Contains(":1:", Assert.Throws<InvalidDataException>(() => RegionBook.Load(
                Path.Combine(AppContext.BaseDirectory, "Catalog", "Regions", "hebei-regions.csv.gz"), file)).Message, StringComparison.Ordinal);
        }
        finally
        {
            File.Delete(file);
        }
    }
}
