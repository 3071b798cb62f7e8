package crossreview.forge;

import crossreview.forge.ReviewableLines.LinePlace;

/**
 * A comment at a line of the new side, which begins a thread.
 *
 * @param fingerprint of its finding
 * @param body Markdown with the mark of the finding
 */
public record ThreadPost(String fingerprint, LinePlace place, String body) {}
