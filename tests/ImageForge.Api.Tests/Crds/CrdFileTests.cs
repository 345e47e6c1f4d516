using ImageForge.Api.CrdWriter;
using Xunit;

namespace ImageForge.Api.Tests.Crds;

public sealed class CrdFileTests
{
    [Fact]
    public void CommittedFilesAreWhatTheRecordsSay()
    {
        foreach (var file in CrdFile.All())
        {
            var committed = File.ReadAllText(Repository.Path("crds", file.Name));
            Assert.True(committed == file.Yaml, $"crds/{file.Name} is not up to date: run `make crds` and commit.");
        }
    }

    [Fact]
    public void CommittedReferenceIsWhatTheRecordsSay() =>
        Assert.True(
            File.ReadAllText(Repository.Path("docs", CrdReference.FileName)) == CrdFile.Reference(),
            "docs/crd-reference.md is not up to date: run `make crds` and commit."
        );

    [Fact]
    public void NoOtherDefinitionIsLeftInTheFolder()
    {
        var committed = Directory.GetFiles(Repository.Path("crds"), "imageforge.dev_*.yaml").Select(Path.GetFileName);

        Assert.Equal(
            CrdFile.All().Select(file => file.Name).Order(StringComparer.Ordinal),
            committed.Order(StringComparer.Ordinal)
        );
    }

    [Fact]
    public void ProductCarriesTheCommittedFiles()
    {
        var committed = Directory
            .GetFiles(Repository.Path("crds"), "imageforge.dev_*.yaml")
            .Order(StringComparer.Ordinal)
            .Select(File.ReadAllText);

        Assert.Equal(committed, CustomResourceDefinitions.Yaml);
    }

    [Fact]
    public void ReadingWhatWasWrittenGivesTheSameDocument()
    {
        foreach (var (file, crd) in CrdFile.All().Zip(Crd.All))
        {
            Assert.EndsWith(YamlText.Write(crd), file.Yaml, StringComparison.Ordinal);
        }
    }

    [Fact]
    public void FilesFitIntoTheAnnotationOfClientSideApply()
    {
        const int LargestAnnotation = 256 * 1024;
        Assert.All(Crd.All, crd => Assert.True(crd.ToJsonString().Length < LargestAnnotation - 1024));
    }
}
