namespace ImageForge.Fuzz;

/// <summary>Something that reads bytes nobody vouches for. Add one, and name it in <see cref="FuzzSubjects"/>.</summary>
internal interface IFuzzSubject
{
    string Name { get; }

    /// <summary>Inputs that are right, to begin from; files of Corpus/NAME are added to them.</summary>
    IEnumerable<byte[]> Seeds();

    /// <summary>
    /// Puts checksums and the like right, so that a change gets past them; called for half of the inputs. May give the input back.
    /// </summary>
    byte[] Repair(byte[] input);

    /// <summary>Reads an input: null where it was taken, else the sentence that refused it.</summary>
    /// <exception cref="Exception">Anything thrown is a finding.</exception>
    Task<string?> ReadAsync(byte[] input);

    /// <summary>The longest that one input may take.</summary>
    TimeSpan Limit { get; }

    /// <summary>The most memory that one input may allocate here.</summary>
    long MostBytes { get; }
}
