package crossreview.verdict;

import crossreview.model.Digest;
import crossreview.model.material.Artifact;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/** The corpus of odd answers, and artifacts to read them against. */
public final class AnswerCorpus {
  private AnswerCorpus() {}

  /** One answer and what must come of it. */
  record Odd(String name, String expected, String answer) {
    @Override
    public String toString() {
      return name;
    }
  }

  static List<Odd> all() {
    List<Odd> all = new ArrayList<>();
    for (String section : ("\n" + resource("answers.txt")).split("\n=== ")) {
      int line = section.indexOf('\n');
      if (line > 0) {
        String[] head = section.substring(0, line).split(" => ");
        String answer = section.substring(line + 1);
        all.add(new Odd(head[0], head[1], answer));
      }
    }
    return all;
  }

  public static String diffText() {
    return resource("artifact.diff");
  }

  static Artifact diff(String text) {
    return artifact(text, "text/x-diff");
  }

  static Artifact plain(String text) {
    return artifact(text, "text/plain");
  }

  private static Artifact artifact(String text, String type) {
    long bytes = text.getBytes(StandardCharsets.UTF_8).length;
    return new Artifact(Digest.of(text), Math.max(1, bytes), type, "plan.txt");
  }

  private static String resource(String name) {
    try (InputStream in = AnswerCorpus.class.getResourceAsStream("/verdicts/" + name)) {
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new IllegalStateException(name, e);
    }
  }
}
