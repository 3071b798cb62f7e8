package crossreview.journal;

/**
 * What only the journal knows about a line.
 *
 * @param prev the SHA-256 of the previous line on the chain without its newline
 * @param more whether the unit continues after this line
 */
public record LinePosition(long seq, long epoch, String prev, boolean more) {}
