namespace ImageForge.Artifacts.Tests;

internal enum StoreCall
{
    Put,
    PutIfAbsent,
    Get,
    Head,
    List,
    Copy,
    Delete,
    DeleteAll,
}
