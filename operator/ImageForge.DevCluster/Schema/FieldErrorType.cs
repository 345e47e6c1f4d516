namespace ImageForge.DevCluster.Schema;

/// <summary>What is wrong with a field, in the classes that the API reports to clients.</summary>
internal enum FieldErrorType
{
    Required,
    Invalid,
    TypeInvalid,
    NotSupported,
    TooLong,
    TooMany,
    Duplicate,
    Forbidden,
    NotFound,
    InternalError,
}
