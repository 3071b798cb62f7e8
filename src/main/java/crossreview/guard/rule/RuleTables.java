package crossreview.guard.rule;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.tomlj.TomlArray;
import org.tomlj.TomlTable;

/** Reading of tables whose values may be missing or of another type, which is a fault. */
final class RuleTables {
  private RuleTables() {}

  /** Empty where there is none. */
  static String text(TomlTable table, String name) throws RuleSyntaxException {
    Object value = table.get(List.of(name));
    if (value == null) {
      return "";
    }
    if (value instanceof String text) {
      return text;
    }
    throw new RuleSyntaxException("its \"" + name + "\" is not a text");
  }

  static List<String> texts(TomlTable table, String name) throws RuleSyntaxException {
    List<String> texts = new ArrayList<>();
    for (Object item : items(table, name)) {
      if (!(item instanceof String text)) {
        throw new RuleSyntaxException("its \"" + name + "\" has something that is not a text");
      }
      texts.add(text);
    }
    return texts;
  }

  static TomlTable table(TomlTable table, String name) throws RuleSyntaxException {
    if (table.get(List.of(name)) instanceof TomlTable inside) {
      return inside;
    }
    throw new RuleSyntaxException("its \"" + name + "\" is not a table");
  }

  static List<TomlTable> tables(TomlTable table, String name) throws RuleSyntaxException {
    List<TomlTable> tables = new ArrayList<>();
    for (Object item : items(table, name)) {
      if (!(item instanceof TomlTable inside)) {
        throw new RuleSyntaxException("its \"" + name + "\" has something that is not a table");
      }
      tables.add(inside);
    }
    return tables;
  }

  /** A whole number; the given one where there is none. */
  static int number(TomlTable table, String name, int absent) throws RuleSyntaxException {
    Object value = table.get(List.of(name));
    if (value == null) {
      return absent;
    }
    if (value instanceof Long number && number >= 0 && number <= Integer.MAX_VALUE) {
      return number.intValue();
    }
    throw new RuleSyntaxException("its \"" + name + "\" is not a whole number");
  }

  private static List<Object> items(TomlTable table, String name) throws RuleSyntaxException {
    @Nullable Object value = table.get(List.of(name));
    if (value == null) {
      return List.of();
    }
    if (value instanceof TomlArray array) {
      return array.toList();
    }
    throw new RuleSyntaxException("its \"" + name + "\" is not a list");
  }
}
