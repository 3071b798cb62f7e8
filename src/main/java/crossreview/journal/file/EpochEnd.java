package crossreview.journal.file;

/**
 * The last whole unit of the chain that an epoch continues.
 *
 * @param bytes where that unit ends in the older epoch's file
 */
public record EpochEnd(long epoch, long seq, String digest, long bytes) {}
