package crossreview.model;

/** Tokens of a call in disjoint buckets; a bucket that the provider does not report is null. */
public record Usage(Long input, Long cacheRead, Long cacheWrite, Long output, Long reasoning) {
  public static final Usage NONE = new Usage(null, null, null, null, null);
}
