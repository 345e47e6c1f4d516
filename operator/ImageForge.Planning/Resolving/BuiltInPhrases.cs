namespace ImageForge.Planning.Resolving;

/// <summary>Built-in descriptions of signals.</summary>
internal static class BuiltInPhrases
{
    private static readonly Dictionary<(string Category, string Tag), string> ByTag = new()
    {
        [("weather", "rain")] = "streets glistening with rain",
        [("weather", "drizzle")] = "a fine drizzle in the air",
        [("weather", "snow")] = "snow falling on roofs and pavements",
        [("weather", "blizzard")] = "a blizzard that swallows the far houses",
        [("weather", "fog")] = "fog between the houses",
        [("weather", "flood")] = "streets under water that mirrors the houses",
        [("weather", "sandstorm")] = "sand driving through the streets",
        [("weather", "lightning")] = "lightning over the roofs",
        [("weather", "storm")] = "storm clouds and bent trees",
        [("weather", "clouds")] = "a heavy overcast sky",
        [("weather", "clear")] = "a clear sky and long light",
        [("weather", "aurora")] = "curtains of aurora in the sky",
        [("weather", "sunbeams")] = "sunbeams breaking through",
        [("weather", "golden-haze")] = "a golden haze",
        [("weather", "petals")] = "petals drifting in the wind",
        [("temperature", "heat")] = "heat shimmering above the asphalt",
        [("temperature", "warm")] = "a warm day of parasols and ice cream",
        [("temperature", "cold")] = "frosty air and steaming breath",
        [("festivals", "lanterns")] = "strings of glowing lanterns",
        [("festivals", "concert")] = "a lit stage and a dancing crowd",
        [("festivals", "celebration")] = "fireworks above the roofs",
        [("festivals", "festive")] = "festive lights everywhere",
        [("festivals", "confetti")] = "confetti in the air",
        [("emergencies", "fire")] = "a fire engine and smoke from a roof",
        [("emergencies", "fire-glow")] = "the orange glow of a fire",
        [("emergencies", "embers")] = "embers rising into the dark",
        [("emergencies", "smoke")] = "smoke drifting through the street",
        [("emergencies", "tremor")] = "dust and shaken houses",
        [("emergencies", "ambulance")] = "an ambulance with beacons",
        [("politics", "protest")] = "protesters with placards",
        [("politics", "election")] = "people queueing to vote",
        [("politics", "tension")] = "a tense, charged street",
        [("transportation", "tram")] = "a tram gliding past",
        [("transportation", "congestion")] = "a queue of cars with red lights",
        [("economics", "growth")] = "cranes and busy shop fronts",
        [("economics", "downturn")] = "shuttered shops and idle cranes",
        [("sports", "match")] = "the glow of a stadium and running fans",
        [("sports", "defeat")] = "a dark stadium and a lone ball",
        [("crime", "patrol")] = "patrol cars with beacons",
        [("crime", "neighbours")] = "neighbours chatting on a lamplit stoop",
        [("mood", "night")] = "a deep night sky",
        [("mood", "neon-haze")] = "neon light in a haze",
    };

    private static readonly Dictionary<string, (string Good, string Bad)> ByCategory = new()
    {
        ["transportation"] = ("traffic that flows", "traffic at a standstill"),
        ["crime"] = ("a safe, lamplit street", "a street cordoned off"),
        ["festivals"] = ("people celebrating", "an empty stage and folded stalls"),
        ["sports"] = ("banners and cheering fans", "a silent stadium"),
        ["economics"] = ("busy shops and building sites", "empty shop fronts"),
        ["politics"] = ("people gathering peacefully", "barricades and placards"),
        ["emergencies"] = ("helpers at rest", "emergency lights and smoke"),
        ["temperature"] = ("pleasant warmth", "harsh temperatures"),
        ["weather"] = ("kind weather", "rough weather"),
    };

    /// <summary>The phrase of a tag, else of a category and sign, else the tag itself.</summary>
    public static string For(string category, string tag, double score) =>
        ByTag.TryGetValue((category, tag), out var exact) ? exact
        : ByCategory.TryGetValue(category, out var general) ? (score < 0 ? general.Bad : general.Good)
        : tag.Replace('-', ' ').Replace('_', ' ');
}
