package crossreview.forge;

/** Hears that somebody should look at a pull request. */
@FunctionalInterface
public interface PullListener {
  /**
   * Notes it; durable on return. Blocks for the disk.
   *
   * @param repository as the settings spell it
   * @param id names the event; the same one again changes nothing
   */
  void want(String repository, int number, String id);
}
