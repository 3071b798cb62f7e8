package crossreview.http.page;

import java.util.List;

/**
 * A module of others that the page uses, one line of {@code page/modules.txt}.
 *
 * <pre>
 *   name-in-the-page  group:artifact:version  licence  sha256  resource
 * </pre>
 *
 * @param name where the page finds it
 * @param artifact group, name and version of the Maven artifact that it is from
 * @param licence its SPDX expression, with a plus sign for AND
 * @param sha256 the digest of the file
 * @param resource where it lies on the class path
 */
record PageModule(String name, String artifact, String licence, String sha256, String resource) {
  private static final int COLUMNS = 5;

  /** The modules of a list; lines that begin with # say something to people. */
  static List<PageModule> read(String list) {
    return list.lines()
        .filter(line -> !line.isBlank() && !line.startsWith("#"))
        .map(PageModule::of)
        .toList();
  }

  private static PageModule of(String line) {
    String[] parts = line.strip().split("\\s+");
    if (parts.length != COLUMNS) {
      throw new IllegalStateException(
          "a line of page/modules.txt has " + parts.length + " columns, expected 5: " + line);
    }
    return new PageModule(parts[0], parts[1], parts[2], parts[3], parts[4]);
  }
}
