package crossreview.journal;

/**
 * A torn tail: bytes beyond the last whole unit that nobody was told of; they stay where they are.
 */
public record DroppedTail(long epoch, long bytes, long afterSeq) {}
