package crossreview.model;

/** Which policy a session is under. */
public record PolicyRef(String name, int version, Digest digest) {}
