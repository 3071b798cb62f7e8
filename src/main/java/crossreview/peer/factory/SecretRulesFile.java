package crossreview.peer.factory;

import crossreview.guard.rule.RuleFileReader;
import crossreview.guard.rule.RuleFileReader.ReadableRules;
import crossreview.guard.rule.RuleFileReader.UnreadableRules;
import crossreview.guard.rule.SecretRules;
import crossreview.model.CliProblem;
import crossreview.model.Digest;
import crossreview.process.TextFile;
import crossreview.settings.Settings;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;

/** The rule file for secrets that the settings name. */
final class SecretRulesFile {
  private static final int BYTES_MAX = 4 << 20; // the largest public one has half a megabyte

  private SecretRulesFile() {}

  /**
   * Rules as they were read.
   *
   * @param digest names the text of the file
   */
  record ReadRules(ReadableRules rules, Digest digest) {}

  /**
   * Reads it, if the settings name one. Blocks.
   *
   * @throws crossreview.model.ProblemException {@code bad_rules_file} for one that cannot be used
   */
  static ReadRules of(Settings settings) {
    Path file = settings.secretRules();
    if (file == null) {
      return new ReadRules(new ReadableRules(SecretRules.NONE, List.of()), Digest.of(""));
    }
    String text = text(file);
    return switch (RuleFileReader.read(text)) {
      case ReadableRules rules -> new ReadRules(rules, Digest.of(text));
      case UnreadableRules unreadable ->
          throw CliProblem.BAD_RULES_FILE.exception(file + ": " + unreadable.reason());
    };
  }

  private static String text(Path file) {
    try {
      return TextFile.read(file, BYTES_MAX);
    } catch (IOException e) {
      throw CliProblem.BAD_RULES_FILE.exception("cannot read " + file + ": " + e.getMessage());
    }
  }
}
