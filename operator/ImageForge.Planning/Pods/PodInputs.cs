using System.Globalization;
using ImageForge.Contracts.Plans;
using k8s.Models;

namespace ImageForge.Planning.Pods;

/// <summary>
/// ConfigMaps and claims with the images and models of a plan. Each is mounted once; an environment variable has the
/// mount path.
/// </summary>
/// <param name="places">Addresses as <see cref="InputMounts.PlaceOf"/> gives them, each once.</param>
internal sealed class PodInputs(IReadOnlyList<string> places)
{
    public static PodInputs Of(RunPlan plan) =>
        new([
            .. Records
                .Images(plan.Work)
                .Select(i => i.Image.Uri!)
                .Concat(PlanModels.Of(plan.Work).Select(m => m.Model.Uri))
                .Select(InputMounts.PlaceOf)
                .OfType<string>()
                .Distinct(StringComparer.Ordinal)
                .Order(StringComparer.Ordinal),
        ]);

    public IEnumerable<V1Volume> Volumes => places.Select(Volume);

    public IEnumerable<V1VolumeMount> Mounts =>
        places.Select(
            (_, i) =>
                new V1VolumeMount
                {
                    Name = Name(i),
                    MountPath = Folder(i),
                    ReadOnlyProperty = true,
                }
        );

    public IEnumerable<V1EnvVar> Environment =>
        places.Select(
            (place, i) =>
                new V1EnvVar
                {
                    Name = InputMounts.Variable + i.ToString(CultureInfo.InvariantCulture),
                    Value = $"{place}={Folder(i)}",
                }
        );

    private static V1Volume Volume(string place, int index) =>
        place.StartsWith(InputMounts.ConfigMap, StringComparison.Ordinal)
            ? new()
            {
                Name = Name(index),
                // Otherwise a pod with a missing ConfigMap stays in ContainerCreating without a reason in its status;
                // the runner reports it.
                ConfigMap = new() { Name = place[InputMounts.ConfigMap.Length..], Optional = true },
            }
            : new()
            {
                Name = Name(index),
                PersistentVolumeClaim = new()
                {
                    ClaimName = place[InputMounts.Claim.Length..],
                    ReadOnlyProperty = true,
                },
            };

    private static string Name(int index) => string.Create(CultureInfo.InvariantCulture, $"input-{index}");

    private static string Folder(int index) => string.Create(CultureInfo.InvariantCulture, $"/inputs/{index}");
}
