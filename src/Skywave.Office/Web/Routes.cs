namespace Skywave.Office;

/// <summary>Every question that the office answers. What is not here is not there.</summary>
internal static class Routes
{
    public static IReadOnlyList<Route> All { get; } =
    [
        .. SignInRoutes.All, .. MeRoutes.All, .. BoardRoutes.All, .. ManuscriptRoutes.All, .. TranslationRoutes.All, .. CommentRoutes.All, .. PictureRoutes.All, .. TakeOutRoutes.All, .. SourceRoutes.All, .. ReviewRoutes.All, .. FrontRoutes.All, .. LiveRoutes.All,
        .. PeopleRoutes.All, .. TrailRoutes.All,
    ];
}
