package crossreview.rules;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * How types are called: once, by nouns, and seldom by a single word.
 *
 * <p>A name is judged by its last word in camel case, because that word says what the thing is. A
 * nested type counts like any other, since a reader searches for it in the same way.
 */
final class TypeNames {
  private static final Pattern WORD = Pattern.compile("[A-Z]+(?![a-z])|[A-Z][a-z0-9]*");

  private static final Pattern PARTICIPLE = Pattern.compile("\\w+(ed|ing)");

  private static final Pattern ADJECTIVE = Pattern.compile("\\w+(able|ible|ful|less|ous|ish)");

  private static final Set<String> IRREGULAR_PARTICIPLES =
      words(
          """
          begun bound broken brought built chosen done drawn driven fallen felt forgotten found
          given gone grown heard held hidden kept known laid led left lent lost made meant met paid
          proven said seen sent shown sold spent spoken stolen sworn taken taught thought thrown
          told torn understood woken won worn written
          """);

  private static final Set<String> PLAIN_ADJECTIVES =
      words(
          """
          absent active alive alone bad bare big blind busy calm clean clear close common dead deep
          dirty dry early empty equal exact false fast final foreign former free full good idle late
          lazy live local long mere new old open own pending pure quick quiet raw ready real remote
          right same short silent slow small stale strict strong sure true valid weak whole wrong
          """);

  /** Nouns that end like a participle or an adjective. */
  private static final Set<String> NOUNS =
      words(
          """
          ceiling feed finding keyring meaning padding pricing routing ruling seed setting speed
          table variable warning
          """);

  /** Names that are not nouns, each with the reason why it stays. */
  private static final Map<String, String> ALLOWED =
      Map.of(
          "SessionCommand$Open", "a command is an order; its name is part of digests in journals",
          "SessionCommand$StartJudging", "a command is an order, as above");

  private final List<JavaClass> types;

  TypeNames(JavaClasses classes) {
    types =
        classes.stream()
            .filter(type -> !type.isAnonymousClass() && !type.getSimpleName().isEmpty())
            .filter(type -> !type.getSimpleName().equals("package-info"))
            .sorted((a, b) -> a.getName().compareTo(b.getName()))
            .toList();
  }

  /** Every simple name that stands for more than one type, with these types. */
  List<String> duplicates() {
    Map<String, List<String>> all =
        types.stream()
            .collect(
                Collectors.groupingBy(
                    JavaClass::getSimpleName,
                    TreeMap::new,
                    Collectors.mapping(JavaClass::getName, Collectors.toList())));
    return all.entrySet().stream()
        .filter(name -> name.getValue().size() > 1)
        .map(name -> name.getKey() + ": " + String.join(", ", name.getValue()))
        .toList();
  }

  /** The types whose last word is a participle, a gerund or an adjective. */
  List<String> withoutNoun() {
    return types.stream()
        .filter(Predicate.not(TypeNames::event))
        .filter(type -> !ALLOWED.containsKey(localName(type)))
        .filter(type -> !noun(words(type).getLast()))
        .map(type -> type.getName() + " is not named by a noun")
        .toList();
  }

  /** The allowed exceptions that no type needs any more. */
  List<String> needlessExceptions() {
    Set<String> names = types.stream().map(TypeNames::localName).collect(Collectors.toSet());
    return ALLOWED.keySet().stream().filter(name -> !names.contains(name)).sorted().toList();
  }

  /** The types outside of others. */
  List<JavaClass> topLevel() {
    return types.stream().filter(JavaClass::isTopLevelClass).toList();
  }

  /** The types outside of others whose name is one word. */
  List<String> singleWords() {
    return topLevel().stream()
        .filter(type -> words(type).size() == 1)
        .map(JavaClass::getSimpleName)
        .toList();
  }

  /** An event is named by what happened: its type is in the journal and ends in a participle. */
  private static boolean event(JavaClass type) {
    return type.isNestedClass() && type.isRecord() && type.getPackageName().endsWith(".event");
  }

  private static boolean noun(String word) {
    String small = word.toLowerCase(Locale.ROOT);
    return NOUNS.contains(small)
        || !PARTICIPLE.matcher(small).matches()
            && !ADJECTIVE.matcher(small).matches()
            && !IRREGULAR_PARTICIPLES.contains(small)
            && !PLAIN_ADJECTIVES.contains(small);
  }

  private static List<String> words(JavaClass type) {
    List<String> words =
        WORD.matcher(type.getSimpleName()).results().map(found -> found.group()).toList();
    return words.isEmpty() ? List.of(type.getSimpleName()) : words;
  }

  private static String localName(JavaClass type) {
    return type.getName().substring(type.getPackageName().length() + 1);
  }

  private static Set<String> words(String text) {
    return Stream.of(text.strip().split("\\s+")).collect(Collectors.toUnmodifiableSet());
  }
}
