package crossreview.operation.artifact;

import crossreview.guard.SecretScanner;
import crossreview.model.Digest;
import crossreview.model.PathGlob;
import crossreview.model.Problem.RequestFault;
import crossreview.model.ProblemException;
import crossreview.model.RequestProblem;
import crossreview.model.material.ContextFile;
import crossreview.model.material.ContextKind;
import crossreview.operation.Utf8Encoder;
import crossreview.operation.Utf8Encoder.EncodedText;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The files beside an artifact, and the bytes of those that are shown. What looks like a secret is
 * left out by name: the review does not need the file. Pure.
 *
 * @param blobs the bytes by their digest
 */
record ContextMaterial(List<ContextFile> files, Map<Digest, byte[]> blobs) {
  private static final String SECRET = "looks like a secret: ";

  ContextMaterial {
    files = List.copyOf(files);
  }

  /**
   * What a caller sends, checked.
   *
   * @throws ProblemException {@code invalid_input} with the place and the value
   */
  static ContextMaterial of(@Nullable List<ContextInput> given) {
    List<ContextFile> files = new ArrayList<>();
    Map<Digest, byte[]> blobs = new LinkedHashMap<>();
    Set<String> names = new HashSet<>();
    List<ContextInput> inputs = given == null ? List.of() : given;
    for (int i = 0; i < inputs.size(); i++) {
      ContextInput input = inputs.get(i);
      String at = "/context/" + i;
      if (!names.add(input.kind() + " " + input.path())) {
        throw fault(at + "/path", "repeats \"" + input.path() + "\" of the same kind");
      }
      checkGlobs(input, at);
      files.add(file(input, at, blobs));
    }
    checkTogether(files, blobs);
    return new ContextMaterial(files, blobs);
  }

  private static ContextFile file(ContextInput input, String at, Map<Digest, byte[]> blobs) {
    String text = input.text();
    if ((text == null) == (input.omitted() == null)) {
      throw fault(at, "needs either text, or in omitted why it is left out");
    }
    if (text == null) {
      return of(input, null, 0, input.omitted());
    }
    byte[] bytes = Utf8Encoder.of(text, EncodedText.CONTEXT, Integer.MAX_VALUE);
    String secret =
        SecretScanner.scan(text).stream()
            .findFirst()
            .map(found -> SECRET + found.kind() + ", line " + found.line())
            .orElse(null);
    if (secret != null && input.kind() == ContextKind.RULE) {
      throw fault(at + "/text", secret + "; a rule that nobody is shown is not respected");
    }
    if (secret != null) {
      return of(input, null, bytes.length, secret);
    }
    Digest digest = Digest.of(bytes);
    blobs.put(digest, bytes);
    return of(input, digest, bytes.length, null);
  }

  private static ContextFile of(
      ContextInput input, @Nullable Digest digest, long bytes, @Nullable String omitted) {
    return new ContextFile(
        input.kind(), input.path(), input.commit(), input.globs(), digest, bytes, omitted);
  }

  private static void checkGlobs(ContextInput input, String at) {
    List<String> globs = input.globs();
    if (globs == null) {
      return;
    }
    if (input.kind() != ContextKind.RULE) {
      throw fault(at + "/globs", "are for a rule only, this is " + input.kind().wireName());
    }
    for (int j = 0; j < globs.size(); j++) {
      try {
        new PathGlob(globs.get(j));
      } catch (IllegalArgumentException e) {
        throw fault(at + "/globs/" + j, "\"" + globs.get(j) + "\": " + e.getMessage());
      }
    }
  }

  private static void checkTogether(List<ContextFile> files, Map<Digest, byte[]> blobs) {
    int characters = files.stream().mapToInt(ContextFile::characters).sum();
    if (characters > ContextFile.CHARACTERS_MAX) {
      throw fault(
          "/context",
          "has names of "
              + characters
              + " characters together, at most "
              + ContextFile.CHARACTERS_MAX);
    }
    long rules =
        files.stream()
            .filter(file -> file.kind() == ContextKind.RULE)
            .mapToLong(ContextFile::bytes)
            .sum();
    if (rules > ContextFile.RULE_BYTES_MAX) {
      throw fault(
          "/context",
          "has rules of " + rules + " bytes together, at most " + ContextFile.RULE_BYTES_MAX);
    }
    long bytes = blobs.values().stream().mapToLong(blob -> blob.length).sum();
    if (bytes > ContextFile.BYTES_MAX) {
      throw fault("/context", "has " + bytes + " bytes together, at most " + ContextFile.BYTES_MAX);
    }
  }

  private static ProblemException fault(String path, String message) {
    RequestFault fault = new RequestFault(path, message);
    return RequestProblem.INVALID_INPUT.exception(path + " " + message, List.of(fault));
  }
}
