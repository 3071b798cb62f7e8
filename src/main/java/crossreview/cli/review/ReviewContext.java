package crossreview.cli.review;

import crossreview.cli.CliContext;
import crossreview.cli.CliException;
import crossreview.cli.option.GlobalOptions;
import crossreview.diff.text.TextDecoder;
import crossreview.diff.text.TextDecoder.DecodedText;
import crossreview.git.WholeFile;
import crossreview.model.CliProblem;
import crossreview.model.ValueChecks;
import crossreview.model.material.ContextFile;
import crossreview.model.material.ContextKind;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The files that are sent beside a text: rules, files that a person names, and changed files as a
 * whole, as many as a session takes. Blocks.
 */
public final class ReviewContext {
  private final CliContext cliContext;
  private final List<Map<String, Object>> files = new ArrayList<>();
  private long bytes;
  private int characters;

  private ReviewContext(CliContext cliContext) {
    this.cliContext = cliContext;
  }

  /**
   * What a person wants beside the text.
   *
   * @param attached names of files
   * @param whole whether changed files are shown as a whole
   * @param skipBadRules whether the review goes on without rules that cannot be used
   */
  public record ContextOptions(List<String> attached, boolean whole, boolean skipBadRules) {}

  /**
   * The files, in the order in which they are shown.
   *
   * @throws CliException {@code bad_repository_rules}, or {@code cannot_read} for a named file
   */
  public static List<Map<String, Object>> of(
      CliContext cliContext, ArtifactInput input, ContextOptions options) {
    ReviewContext context = new ReviewContext(cliContext);
    new RepositoryRules(cliContext, options.skipBadRules())
        .about(input.change(), input.paths())
        .forEach(context::add);
    options.attached().forEach(context::attach);
    if (options.whole()) {
      input.files().forEach(context::changed);
    }
    return context.files;
  }

  private void attach(String name) {
    Path file = cliContext.workingDirectory().resolve(name);
    try {
      if (!Files.isRegularFile(file)) {
        throw unusable(name, Files.exists(file) ? "it is not a file" : "there is no such file");
      }
      if (Files.size(file) > WholeFile.BYTES_MAX) {
        String most = "bytes, and a prompt shows at most " + WholeFile.BYTES_MAX;
        throw unusable(name, "it has " + Files.size(file) + " " + most);
      }
      switch (TextDecoder.decode(Files.readAllBytes(file))) {
        case DecodedText.BinaryContent binary -> throw unusable(name, binary.reason());
        case DecodedText.ReadableText text when text.text().isEmpty() ->
            throw unusable(name, "it is empty");
        case DecodedText.ReadableText text -> {
          Map<String, Object> entry = entry(ContextKind.ATTACHED, name);
          entry.put("text", text.text());
          if (!add(entry)) {
            throw unusable(name, "a session takes no more files beside its text");
          }
        }
      }
    } catch (IOException e) {
      throw unusable(name, String.valueOf(GlobalOptions.reason(e)));
    }
  }

  private static CliException unusable(String name, String why) {
    return new CliException(CliProblem.CANNOT_READ, "--context " + name + ": " + why);
  }

  /** One that does not fit is left out without a word: the diff shows what changes in it. */
  private void changed(WholeFile file) {
    Map<String, Object> entry = entry(file.kind(), file.path());
    if (file.commit() != null) {
      entry.put("commit", file.commit());
    }
    if (file.bytes() == null) {
      entry.put("omitted", file.omitted());
    } else {
      switch (TextDecoder.decode(file.bytes())) {
        case DecodedText.BinaryContent binary -> entry.put("omitted", "it is binary");
        case DecodedText.ReadableText text when text.text().isEmpty() ->
            entry.put("omitted", "it is empty");
        case DecodedText.ReadableText text -> entry.put("text", text.text());
      }
    }
    add(entry);
  }

  private static Map<String, Object> entry(ContextKind kind, String path) {
    Map<String, Object> entry = new LinkedHashMap<>();
    entry.put("kind", kind.wireName());
    entry.put("path", ValueChecks.cut(path, ContextFile.PATH_MAX));
    return entry;
  }

  private boolean add(Map<String, Object> entry) {
    int named = length(entry, "path") + length(entry, "omitted") + globs(entry);
    long size =
        entry.get("text") instanceof String text ? text.getBytes(StandardCharsets.UTF_8).length : 0;
    boolean fits =
        files.size() < ContextFile.FILES_MAX
            && characters + named <= ContextFile.CHARACTERS_MAX
            && bytes + size <= ContextFile.BYTES_MAX;
    if (fits) {
      files.add(entry);
      characters += named;
      bytes += size;
    }
    return fits;
  }

  private static int length(Map<String, Object> entry, String name) {
    return entry.get(name) instanceof String text ? text.length() : 0;
  }

  private static int globs(Map<String, Object> entry) {
    return entry.get("globs") instanceof List<?> globs
        ? globs.stream().mapToInt(glob -> glob.toString().length()).sum()
        : 0;
  }
}
