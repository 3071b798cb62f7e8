package crossreview.peer.builtin.rule;

import crossreview.diff.UnifiedDiff.ChangeType;
import crossreview.diff.text.OutsideLine;
import crossreview.diff.text.TextPart;
import crossreview.diff.text.TextPart.PartContent;
import crossreview.guard.Redaction;
import crossreview.guard.SecretScanner;
import crossreview.guard.SecretSpan;
import crossreview.guard.rule.SecretRules;
import crossreview.peer.builtin.change.ChangeSet;
import crossreview.peer.builtin.change.ChangedFile;
import crossreview.peer.builtin.change.ChangedFile.FileLine;
import crossreview.peer.builtin.change.ChangedFile.SecretLocation;
import crossreview.peer.builtin.change.FileClassifier;
import java.util.ArrayList;
import java.util.List;

/**
 * Credentials and keys in everything that the text shows.
 *
 * <p>What the change publishes blocks: added lines, the names of new and renamed files, mail heads,
 * commit messages and lines that belong to no file. What was there before is advice: an unchanged
 * line is not of this change, and a change that removes a secret is right, but the history keeps
 * it.
 *
 * <p>No secret is repeated: the statement shows what kind it looks like, the citation names path
 * and line and has no quote.
 */
public final class SecretsRule implements ReviewRule {
  private static final Redaction MASKED = Redaction.of(List.of()); // what the scanner recognises

  private final SecretRules rules;

  /**
   * @param rules what the user's own rule file finds beside the formats that are known here
   */
  public SecretsRule(SecretRules rules) {
    this.rules = rules;
  }

  @Override
  public boolean reads(ChangeSet changeSet, TextPart part) {
    return part.content() == PartContent.TEXT || part.content() == PartContent.METADATA;
  }

  @Override
  public String abstention() {
    return "there is no readable text to search for secrets";
  }

  @Override
  public void checkFile(ChangedFile file, ViolationCollector violationCollector) {
    name(file, violationCollector);
    List<SecretLocation> known = file.secrets();
    for (SecretLocation secret : known) {
      published(file, secret, violationCollector);
    }
    for (SecretLocation secret :
        ChangedFile.secrets(file.added(), text -> rules.spans(text, file.path()))) {
      if (known.stream().noneMatch(other -> other.first() == secret.first())) {
        violationCollector.secret(
            "looks like a live " + secret.secretSpan().label(), file.added().get(secret.first()));
      }
    }
    for (SecretLocation secret : ChangedFile.secrets(file.context())) {
      violationCollector.advice(
          "an unchanged line looks like a live " + secret.secretSpan().label(),
          file.context().get(secret.first()));
    }
    for (SecretLocation secret : ChangedFile.secrets(file.removed())) {
      violationCollector.advice(
          "a removed line looks like a live "
              + secret.secretSpan().label()
              + RuleViolation.in(file.path())
              + ": the history keeps it, so revoke the secret");
    }
  }

  /** A name is published where it is new; the statement shows it without the secret. */
  private static void name(ChangedFile file, ViolationCollector violationCollector) {
    for (SecretSpan secret : SecretScanner.spans(file.path())) {
      String what = "the name of a file looks like a live " + secret.label();
      String where = RuleViolation.in(MASKED.redact(file.path()));
      if (file.metadata().changeType() == ChangeType.CREATED || file.metadata().moved()) {
        violationCollector.blocking(what + where);
      } else {
        violationCollector.advice(what + where + ": the history keeps it, so revoke the secret");
      }
    }
  }

  private static void published(
      ChangedFile file, SecretLocation secret, ViolationCollector violationCollector) {
    String label = secret.secretSpan().label();
    FileLine line = file.added().get(secret.first());
    if (isLabel(file.path(), secret.secretSpan())) {
      violationCollector.advice("a label of a translation looks like a " + label, line);
    } else if (isSample(file.path(), secret.secretSpan())) {
      violationCollector.advice("a test has a " + label, line);
    } else {
      violationCollector.blocking("looks like a live " + label, line);
    }
  }

  /** Tests of signed tokens sign some; what is live expires. */
  private static boolean isSample(String path, SecretSpan secretSpan) {
    return secretSpan.kind().equals(SecretSpan.WEB_TOKEN) && FileClassifier.test(path);
  }

  /** In a translation, "password" names a field of a form, and its value is public. */
  public static boolean isLabel(String path, SecretSpan secretSpan) {
    return secretSpan.knownByName() && FileClassifier.translation(path);
  }

  /** Searches the lines that belong to no file; they cannot be cited, so the statement has them. */
  @Override
  public void checkChangeSet(ChangeSet changeSet, ViolationCollector violationCollector) {
    List<FileLine> lines = new ArrayList<>();
    for (OutsideLine line : changeSet.outside()) {
      lines.add(new FileLine(line.row(), line.row(), line.text(), true));
    }
    for (SecretLocation secret : ChangedFile.secrets(lines)) {
      violationCollector.blocking(
          "looks like a live "
              + secret.secretSpan().label()
              + " in line "
              + lines.get(secret.first()).row()
              + ", outside the files (a mail or commit message)");
    }
  }
}
