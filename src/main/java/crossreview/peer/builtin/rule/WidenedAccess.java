package crossreview.peer.builtin.rule;

import crossreview.peer.builtin.change.ChangedFile;
import crossreview.peer.builtin.change.ChangedFile.FileLine;
import crossreview.peer.builtin.change.FileClassifier;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;

/** Added lines that let everybody in: open modes, unlimited permissions, checks switched off. */
final class WidenedAccess {
  /** A pattern, and what a line that has it does. */
  private record AccessPattern(Pattern pattern, String what) {}

  private static final List<AccessPattern> PATTERNS =
      List.of(
          pattern(
              "\\bchmod\\b[^#;|&]*\\s(?:0?777|a\\+rwx|ugo\\+rwx|a\\+w|o\\+w|666)\\b"
                  + "|(?:chmod|Chmod|mkdir|makedirs|MkdirAll|Mkdir|OpenFile|WriteFile|umask)\\w*\\(.*\\b(?:0o?777|0o?666)\\s*\\)|\\bmode:"
                  + " ['\"]?0?777\\b|PosixFilePermissions\\.fromString\\(\"rwxrwxrwx\"\\)",
              "a mode that lets everybody write"),
          pattern("^permissions:\\s*write-all\\b", "a token that may write everything"),
          pattern(
              "\\bverify\\s*=\\s*False\\b|rejectUnauthorized['\"]?\\s*:\\s*false\\b|InsecureSkipVerify\\s*:\\s*true\\b"
                  + "|VERIFY_NONE\\b|CURLOPT_SSL_VERIFY(?:PEER|HOST)\\s*(?:,|=>)\\s*(?:false|0)\\b|NODE_TLS_REJECT_UNAUTHORIZED['\"]?\\s*[=:]\\s*['\"]?0"
                  + "|danger_accept_invalid_certs\\(true\\)|ssl\\._create_unverified_context|http\\.sslVerify[\\s=]+false"
                  + "|\\bssl_verify(?:_peer)?['\"]?\\s*(?::|=>?|=)\\s*(?:false|False)\\b|NoopHostnameVerifier|ALLOW_ALL_HOSTNAME_VERIFIER"
                  + "|ServerCertificateValidationCallback\\b.*=>?\\s*true",
              "the check of certificates switched off"),
          pattern(
              "\"Action\"\\s*:\\s*(?:\\[\\s*)?\"\\*\"|\\bprivileged:\\s*true\\b|docker"
                  + " run\\b.*--privileged\\b|\\bpublic-read-write\\b|allUsers.*(?:admin|owner)|allow"
                  + " (?:read, )?write: if true",
              "permission for everything or everybody"));

  private WidenedAccess() {}

  private static AccessPattern pattern(String regex, String what) {
    return new AccessPattern(Pattern.compile(regex), what);
  }

  static void check(ChangedFile file, ViolationCollector violationCollector) {
    boolean other =
        FileClassifier.prose(file.path())
            || FileClassifier.test(file.path())
            || !file.handwritten();
    if (other) {
      return;
    }
    Set<String> before = new HashSet<>();
    file.removed().forEach(line -> before.add(line.content().strip()));
    for (FileLine line : file.added()) {
      String code = line.content().strip();
      boolean read =
          code.length() < 1_000
              && !before.contains(code)
              && !FileClassifier.isCommentOrBlank(file.path(), code)
              && !code.startsWith("#");
      if (read) {
        line(line, code, violationCollector);
      }
    }
  }

  private static void line(FileLine line, String code, ViolationCollector violationCollector) {
    for (AccessPattern access : PATTERNS) {
      if (access.pattern().matcher(code).find()) {
        violationCollector.blocking(access.what(), line);
        return;
      }
    }
  }
}
