namespace Skywave.Alerts;

/// <summary>Why a subscription to alerts is not taken. docs/070-codes.md.</summary>
public static class AlertCodes
{
    /// <summary>Not the JSON that is asked for: broken, a member missing, twice or too many, or said to be of another type.</summary>
    public const string Malformed = "alerts.malformed";

    /// <summary>Over 2,048 bytes.</summary>
    public const string TooBig = "alerts.too-big";

    /// <summary>No desk of this newsroom.</summary>
    public const string Desk = "alerts.desk";

    /// <summary>Not an address of a push service that is known here.</summary>
    public const string Endpoint = "alerts.endpoint";

    /// <summary>Keys that no browser makes: not a point of P-256, or not 16 bytes.</summary>
    public const string Keys = "alerts.keys";

    /// <summary>Too many are asking, all together.</summary>
    public const string Busy = "alerts.busy";

    /// <summary>As many are subscribed as are taken.</summary>
    public const string Full = "alerts.full";
}
