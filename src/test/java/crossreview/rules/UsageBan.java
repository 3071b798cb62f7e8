package crossreview.rules;

import com.tngtech.archunit.core.domain.AccessTarget.CodeUnitAccessTarget;
import com.tngtech.archunit.core.domain.JavaAccess;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import java.util.List;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * Something that some classes may not touch.
 *
 * @param name what is banned where, as a sentence
 * @param where the classes it holds for, by their place below the root ({@code journal.Journal})
 * @param what the full names of types, and of members with their owner ({@code
 *     java.lang.System.nanoTime}), that are banned; a constructor is called {@code <init>} and is
 *     followed by the number of its parameters, like a method
 */
record UsageBan(String name, Predicate<String> where, Pattern what) {

  static UsageBan of(String name, Predicate<String> where, String what) {
    return new UsageBan(name, where, Pattern.compile(what));
  }

  /** Everything banned that classes below a root touch, as sentences. */
  List<String> violations(JavaClasses classes, String root) {
    return classes.stream()
        .filter(type -> where.test(type.getName().substring(root.length() + 1)))
        .flatMap(this::violations)
        .distinct()
        .sorted()
        .toList();
  }

  private Stream<String> violations(JavaClass from) {
    Stream<String> types =
        from.getDirectDependenciesFromSelf().stream()
            .map(arrow -> arrow.getTargetClass().getBaseComponentType().getName());
    Stream<String> members = from.getAccessesFromSelf().stream().map(UsageBan::member);
    return Stream.concat(types, members)
        .filter(name -> what.matcher(name).matches())
        .map(name -> from.getName() + " touches " + name);
  }

  private static String member(JavaAccess<?> access) {
    String name = access.getTargetOwner().getName() + "." + access.getTarget().getName();
    return access.getTarget() instanceof CodeUnitAccessTarget unit
        ? name + "/" + unit.getRawParameterTypes().size()
        : name;
  }

  @Override
  public String toString() {
    return name;
  }
}
