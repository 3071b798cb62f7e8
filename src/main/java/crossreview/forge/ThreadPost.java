package crossreview.forge;

/**
 * A comment at a line of the new side, which begins a thread.
 *
 * @param fingerprint of its finding
 * @param body Markdown with the mark of the finding
 */
public record ThreadPost(String fingerprint, String path, int line, String body) {}
