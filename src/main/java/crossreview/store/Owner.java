package crossreview.store;

/** Whose a session is; it never changes. */
public record Owner(String project, String petitioner) {}
