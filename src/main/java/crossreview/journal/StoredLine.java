package crossreview.journal;

/**
 * A line as it is stored.
 *
 * @param bytes the line without its newline; not to be changed
 * @param digest the SHA-256 of the bytes, which the next line names
 */
public record StoredLine(long seq, long epoch, boolean more, byte[] bytes, String digest) {}
