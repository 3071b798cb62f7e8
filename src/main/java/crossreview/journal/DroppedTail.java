package crossreview.journal;

/**
 * A torn tail: bytes after the last complete unit that were never confirmed; they stay in the file.
 */
public record DroppedTail(long epoch, long bytes, long afterSeq) {}
