package crossreview.peer.builtin;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Changes with a fault each, changes without one, and lines with and without a secret. Written for
 * this project. Secrets are drawn when it is read, so none lies in the repository.
 */
final class QualityCorpus {
  private static final Pattern DRAWN = Pattern.compile("\\{(alnum|hex|upper|digit):(\\d+)\\}");
  private static final String DIGITS = "0123456789";
  private static final String UPPER = "ABCDEFGHIJKLMNOPQRSTUVWXYZ" + DIGITS;
  private static final String ALNUM = "abcdefghijklmnopqrstuvwxyz" + UPPER;

  private QualityCorpus() {}

  /**
   * A change.
   *
   * @param rule which one has to see the fault; empty where there is none
   */
  record QualityCase(String name, String language, String rule, String diff) {}

  /** A line of a file, and whether it holds a secret. */
  record SecretCase(String line, boolean secret) {}

  /** Read from the cases of a file: each begins with two number signs, its name and language. */
  static List<QualityCase> changes(String file) {
    List<QualityCase> cases = new ArrayList<>();
    for (String part : read(file).split("(?m)^## ")) {
      int end = part.indexOf('\n');
      if (end > 0) {
        String[] head = part.substring(0, end).split(" ");
        cases.add(
            new QualityCase(
                head[0], head[1], head.length > 2 ? head[2] : "", part.substring(end + 1)));
      }
    }
    return cases;
  }

  static List<SecretCase> secrets() {
    Random random = new Random(64);
    return read("secrets.txt")
        .lines()
        .map(line -> new SecretCase(drawn(line.substring(2), random), line.startsWith("+")))
        .toList();
  }

  private static String drawn(String template, Random random) {
    Matcher matcher = DRAWN.matcher(template);
    String line =
        matcher.replaceAll(found -> run(found.group(1), Integer.parseInt(found.group(2)), random));
    return line.replace("{pk}", "PRIVATE" + " KEY").replace("{q}", "Q").replace("\\n", "\n");
  }

  private static String run(String alphabet, int length, Random random) {
    String characters =
        switch (alphabet) {
          case "hex" -> "abcdef" + DIGITS;
          case "upper" -> UPPER;
          case "digit" -> DIGITS;
          default -> ALNUM;
        };
    StringBuilder out = new StringBuilder();
    while (out.length() < length) {
      out.append(characters.charAt(random.nextInt(characters.length())));
    }
    return out.toString();
  }

  private static String read(String file) {
    try (InputStream in = QualityCorpus.class.getResourceAsStream("/quality/" + file)) {
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
