package crossreview.bench;

import java.nio.file.Path;
import java.util.Map;

/** One measurement. */
interface Benchmark {
  /** What it is called on the command line and in its line. */
  String name();

  /**
   * Measures; takes seconds.
   *
   * @param dir an empty folder of its own
   * @return what its line says, in order
   */
  Map<String, Object> measure(Path dir) throws Exception;
}
