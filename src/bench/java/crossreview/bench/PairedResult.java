package crossreview.bench;

/**
 * A figure and its raw loop, measured in turn, so that what else the machine does falls on both.
 *
 * @param ours the median in nanoseconds
 * @param raw that of the raw loop
 */
record PairedResult(long ours, long raw) {

  /** One measured turn; the nanoseconds that it took. */
  @FunctionalInterface
  interface Turn {
    long run(int number) throws Exception;
  }

  static PairedResult measured(int count, Turn ours, Turn raw) throws Exception {
    long[] own = new long[count];
    long[] disk = new long[count];
    for (int turn = 0; turn < count; turn++) {
      disk[turn] = raw.run(turn);
      own[turn] = ours.run(turn);
    }
    return new PairedResult(RoundedNumber.median(own), RoundedNumber.median(disk));
  }

  double ratio() {
    return (double) raw / ours;
  }
}
