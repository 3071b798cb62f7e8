package crossreview.verdict;

import crossreview.model.Digest;

/** A file beside the artifact in which a quote can be found; nobody votes on it. */
public record CitableFile(String path, Digest sha256, String text) {}
