package crossreview.settings;

import com.google.re2j.Pattern;
import crossreview.linter.FilePatterns;
import crossreview.linter.IssueLevel;
import crossreview.linter.LinePattern;
import crossreview.linter.LinterSpec;
import crossreview.linter.ReportForm;
import crossreview.model.Problem.RequestFault;
import crossreview.model.WireEnum;
import java.nio.file.Path;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** What an entry of a program says about its report, if it is a linter. */
final class LinterSettingsReader {
  static final List<String> KEYS =
      List.of("answers", "pattern", "files", "from_base", "blocking", "exit_codes", "report");

  /** No linter of another kind is asked to author or to judge. */
  static final List<String> ROLES = List.of("review");

  private static final int GLOBS_MAX = 64;
  private static final int REPORT_MAX = 200;
  private static final Set<Integer> EXIT_CODES = Set.of(0, 1); // nothing found, something found

  private final List<RequestFault> faults;

  LinterSettingsReader(List<RequestFault> faults) {
    this.faults = faults;
  }

  /** Null for a program that answers with a verdict. */
  @Nullable LinterSpec read(String at, Map<?, ?> map) {
    Object answers = map.get("answers");
    if (answers == null) {
      for (String key : KEYS) {
        if (map.containsKey(key)) {
          fault(at + "." + key, "belongs to a linter, whose entry has \"answers\"");
        }
      }
      return null;
    }
    ReportForm form = form(at + ".answers", answers);
    Pattern pattern = pattern(at + ".pattern", form, map.get("pattern"));
    FilePatterns files = globs(at + ".files", map.get("files"));
    if (List.of().equals(map.containsKey("files") ? map.get("files") : List.of())) {
      fault(at + ".files", "must name the files that it looks at, such as [\"*.js\"] or [\"**\"]");
    }
    FilePatterns fromBase = globs(at + ".from_base", map.get("from_base"));
    Set<IssueLevel> blocking = levels(at + ".blocking", map.get("blocking"));
    Set<Integer> exitCodes =
        ExitCodes.read(at + ".exit_codes", map.get("exit_codes"), EXIT_CODES, faults);
    String report = report(at + ".report", map.get("report"));
    return form == null || (form == ReportForm.REGEX) != (pattern != null)
        ? null
        : new LinterSpec(form, pattern, files, fromBase, blocking, exitCodes, report);
  }

  private @Nullable ReportForm form(String at, Object value) {
    List<String> names = Stream.of(ReportForm.values()).map(WireEnum::wireName).toList();
    if (!names.contains(value)) {
      fault(at, "must be one of " + String.join(", ", names) + ", is " + SettingType.shown(value));
      return null;
    }
    return WireEnum.find(ReportForm.class, (String) value).orElseThrow();
  }

  private @Nullable Pattern pattern(String at, @Nullable ReportForm form, @Nullable Object value) {
    if (form != ReportForm.REGEX) {
      if (value != null) {
        fault(at, "belongs to \"answers\": \"regex\"");
      }
      return null;
    }
    if (!(value instanceof String expression)) {
      fault(at, "must be a regular expression, is " + SettingType.shown(value));
      return null;
    }
    try {
      return LinePattern.of(expression);
    } catch (IllegalArgumentException e) {
      fault(at, String.valueOf(e.getMessage()));
      return null;
    }
  }

  private FilePatterns globs(String at, @Nullable Object value) {
    List<String> globs = PeerSettings.texts(at, value == null ? List.of() : value, faults);
    try {
      if (globs.size() <= GLOBS_MAX) {
        return new FilePatterns(globs);
      }
      fault(at, "must be at most " + GLOBS_MAX + " patterns, has " + globs.size());
    } catch (IllegalArgumentException e) {
      fault(at, String.valueOf(e.getMessage()));
    }
    return new FilePatterns(List.of());
  }

  private Set<IssueLevel> levels(String at, @Nullable Object value) {
    if (value == null) {
      return EnumSet.of(IssueLevel.ERROR);
    }
    Set<IssueLevel> levels = new LinkedHashSet<>();
    for (String word : PeerSettings.texts(at, value, faults)) {
      WireEnum.find(IssueLevel.class, word)
          .ifPresentOrElse(
              levels::add,
              () -> fault(at, "must name error, warning or note, is \"" + word + "\""));
    }
    return levels;
  }

  private String report(String at, @Nullable Object value) {
    if (value == null) {
      return LinterSpec.STDOUT;
    }
    boolean named =
        value instanceof String name
            && !name.isBlank()
            && name.length() <= REPORT_MAX
            && name.indexOf(0) < 0
            && !name.startsWith("/")
            && !Path.of(name).normalize().startsWith("..");
    if (!named) {
      fault(
          at,
          "must be stdout, stderr or a file below the directory of the linter, is "
              + SettingType.shown(value));
      return LinterSpec.STDOUT;
    }
    return (String) value;
  }

  private void fault(String at, String what) {
    faults.add(new RequestFault(at, what));
  }

  static Map<String, Object> describe(LinterSpec linter) {
    Map<String, Object> entry = new LinkedHashMap<>();
    entry.put("answers", linter.form().wireName());
    if (linter.pattern() != null) {
      entry.put("pattern", linter.pattern().pattern());
    }
    entry.put("files", linter.files().globs());
    entry.put("from_base", linter.fromBase().globs());
    entry.put("blocking", linter.blocking().stream().sorted().map(WireEnum::wireName).toList());
    entry.put("exit_codes", linter.exitCodes().stream().sorted().map(Integer::longValue).toList());
    entry.put("report", linter.report());
    return entry;
  }
}
