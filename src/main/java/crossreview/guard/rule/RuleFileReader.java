package crossreview.guard.rule;

import crossreview.guard.rule.RuleFilter.AnyFilter;
import crossreview.guard.rule.RuleFilter.EntropyFilter;
import crossreview.guard.rule.SecretFind.FindPart;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.tomlj.Toml;
import org.tomlj.TomlParseError;
import org.tomlj.TomlParseResult;
import org.tomlj.TomlTable;

/**
 * Reads a rule file of gitleaks or betterleaks. Questions to vendors ({@code validate}) and other
 * files ({@code extend}) are not followed. A rule that cannot be used is named and left out. Pure.
 */
public final class RuleFileReader {
  private static final int RULES_MAX = 5_000; // the largest public file has some four hundred
  private static final int KEYWORD_MIN = 2; // keywords are found by their first two characters

  private final List<RuleFault> faults = new ArrayList<>();

  private RuleFileReader() {}

  /**
   * Something in a file that has no effect.
   *
   * @param rule the id of the rule, or another place in the file
   * @param message what is wrong, as a clause
   */
  public record RuleFault(String rule, String message) {
    /** For people. */
    public String words() {
      return rule + ": " + message;
    }
  }

  /** What came of reading. */
  public sealed interface RuleFile {}

  /** Rules, and what is left out of them. */
  public record ReadableRules(SecretRules rules, List<RuleFault> faults) implements RuleFile {}

  /** Not a rule file at all, as a clause that names the line where one is known. */
  public record UnreadableRules(String reason) implements RuleFile {}

  public static RuleFile read(String toml) {
    TomlParseResult result = Toml.parse(toml);
    if (result.hasErrors()) {
      TomlParseError first = result.errors().getFirst();
      return new UnreadableRules(
          "it is not TOML (line "
              + first.position().line()
              + ", column "
              + first.position().column()
              + ")");
    }
    return new RuleFileReader().rules(result);
  }

  private RuleFile rules(TomlTable file) {
    List<TomlTable> tables;
    try {
      tables = RuleTables.tables(file, "rules");
    } catch (RuleSyntaxException e) {
      return new UnreadableRules(e.reason());
    }
    if (tables.isEmpty() || tables.size() > RULES_MAX) {
      return new UnreadableRules(
          "it has " + tables.size() + " rules ([[rules]]), 1 to " + RULES_MAX + " are accepted");
    }
    List<SecretRule> rules = new ArrayList<>();
    for (int i = 0; i < tables.size(); i++) {
      SecretRule rule = rule("rules[" + i + "]", tables.get(i));
      if (rule != null) {
        rules.add(rule);
      }
    }
    if (file.contains("extend")) {
      faults.add(new RuleFault("extend", "no other rules are read; name a file that has all"));
    }
    RuleFilter prefilter = expression(file, "prefilter");
    RuleFilter filter = global(file);
    return new ReadableRules(new SecretRules(rules, prefilter, filter), List.copyOf(faults));
  }

  private RuleFilter global(TomlTable file) {
    RuleFilter own = expression(file, "filter");
    try {
      return new AnyFilter(List.of(own, AllowListReader.read(file)));
    } catch (RuleSyntaxException e) {
      faults.add(new RuleFault("allowlist", e.reason()));
      return own;
    }
  }

  private RuleFilter expression(TomlTable file, String name) {
    try {
      String text = RuleTables.text(file, name);
      return text.isBlank() ? new RuleFilter.NoFilter() : FilterParser.parse(text);
    } catch (RuleSyntaxException e) {
      faults.add(new RuleFault(name, e.reason()));
      return new RuleFilter.NoFilter();
    }
  }

  /** Null for one that cannot be used, and for one about names of files, which have no secret. */
  private @Nullable SecretRule rule(String place, TomlTable table) {
    String id = place;
    try {
      String named = RuleTables.text(table, "id");
      id = named.isEmpty() ? place : named;
      String pattern = RuleTables.text(table, "regex");
      if (pattern.isEmpty()) {
        faults.add(new RuleFault(id, "it has no \"regex\""));
        return null;
      }
      return rule(id, pattern, table);
    } catch (RuleSyntaxException e) {
      faults.add(new RuleFault(id, e.reason()));
      return null;
    }
  }

  private static SecretRule rule(String id, String expression, TomlTable table)
      throws RuleSyntaxException {
    var pattern = RulePattern.of(expression);
    int group = RuleTables.number(table, "secretGroup", 0);
    if (group > pattern.groupCount()) {
      throw new RuleSyntaxException(
          "its secretGroup is " + group + ", its pattern has " + pattern.groupCount() + " groups");
    }
    String path = RuleTables.text(table, "path");
    List<String> keywords =
        RuleTables.texts(table, "keywords").stream()
            .map(word -> word.toLowerCase(Locale.ROOT))
            .toList();
    // One that is too short to look for would hide all matches that have no other one.
    boolean usable = keywords.stream().allMatch(word -> word.length() >= KEYWORD_MIN);
    return new SecretRule(
        id,
        pattern,
        group,
        usable ? keywords : List.of(),
        path.isEmpty() ? null : RulePattern.of(path),
        filter(table),
        !Boolean.TRUE.equals(table.get("skipReport")),
        required(table));
  }

  private static RuleFilter filter(TomlTable table) throws RuleSyntaxException {
    List<RuleFilter> filters = new ArrayList<>(List.of(AllowListReader.read(table)));
    String text = RuleTables.text(table, "filter");
    if (!text.isBlank()) {
      filters.add(FilterParser.parse(text));
    }
    Object entropy = table.get("entropy");
    if (entropy instanceof Number least) {
      double bound = least.doubleValue();
      filters.add(new EntropyFilter(FindPart.SECRET, found -> found <= bound));
    } else if (entropy != null) {
      throw new RuleSyntaxException("its \"entropy\" is not a number");
    }
    return new AnyFilter(List.copyOf(filters));
  }

  private static Map<String, Integer> required(TomlTable table) throws RuleSyntaxException {
    Map<String, Integer> required = new LinkedHashMap<>();
    for (TomlTable needed : RuleTables.tables(table, "required")) {
      required.put(RuleTables.text(needed, "id"), RuleTables.number(needed, "withinLines", 0));
    }
    return required;
  }
}
