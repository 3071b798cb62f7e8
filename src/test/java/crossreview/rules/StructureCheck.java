package crossreview.rules;

import com.sun.source.tree.CatchTree;
import com.sun.source.tree.ClassTree;
import com.sun.source.tree.MethodTree;
import com.sun.source.tree.Tree;
import com.sun.source.util.TreeScanner;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import javax.lang.model.element.Modifier;

/** The habits about shape: length, parameters, names, final classes, errors that are handled. */
final class StructureCheck extends TreeScanner<Void, ClassTree> {
  static final int FILE_LINES_MAX = 300;
  private static final int METHOD_LINES_MAX = 40;
  private static final int PARAMETERS_MAX = 5;

  private static final Pattern EMPTY_NAME =
      Pattern.compile(".*(Manager|Helper|Utils?|Impl|Base|Data)");

  private final SourceFile file;
  private final List<String> violations = new ArrayList<>();

  private StructureCheck(SourceFile file) {
    this.file = file;
  }

  /** What is wrong in a file, with its line. */
  static List<String> violations(SourceFile file) {
    StructureCheck structureCheck = new StructureCheck(file);
    if (file.lines() > FILE_LINES_MAX) {
      structureCheck.violations.add(file.name() + ": " + file.lines() + " lines");
    }
    structureCheck.scan(file.tree(), null);
    return structureCheck.violations;
  }

  @Override
  public Void visitClass(ClassTree type, ClassTree outer) {
    String name = type.getSimpleName().toString();
    if (EMPTY_NAME.matcher(name).matches()) {
      found(type, name + " says nothing");
    }
    Set<Modifier> modifiers = type.getModifiers().getFlags();
    boolean open = type.getKind() == Tree.Kind.CLASS && !name.isEmpty();
    if (open && modifiers.stream().noneMatch(StructureCheck::closes)) {
      found(type, name + " is not final");
    }
    return super.visitClass(type, type);
  }

  @Override
  public Void visitMethod(MethodTree method, ClassTree type) {
    long lines = line(file.places().getEndPosition(file.tree(), method)) - line(start(method)) + 1;
    if (lines > METHOD_LINES_MAX) {
      found(method, method.getName() + " has " + lines + " lines");
    }
    boolean record = type.getKind() == Tree.Kind.RECORD && method.getReturnType() == null;
    boolean hidden = method.getModifiers().getFlags().contains(Modifier.PRIVATE);
    int parameters = method.getParameters().size();
    if (!record && !hidden && parameters > PARAMETERS_MAX) {
      found(method, method.getName() + " has " + parameters + " parameters");
    }
    return super.visitMethod(method, type);
  }

  @Override
  public Void visitCatch(CatchTree handler, ClassTree type) {
    if (handler.getBlock().getStatements().isEmpty() && !reasoned(handler)) {
      found(handler, "an error is swallowed without a reason");
    }
    return super.visitCatch(handler, type);
  }

  /** Does a comment say why nothing is to be done? */
  private boolean reasoned(CatchTree handler) {
    long from = start(handler.getBlock());
    long to = file.places().getEndPosition(file.tree(), handler.getBlock());
    return !file.split().comments().substring((int) from, (int) to).isBlank();
  }

  private static boolean closes(Modifier modifier) {
    return switch (modifier) {
      case FINAL, ABSTRACT, SEALED, NON_SEALED -> true;
      default -> false;
    };
  }

  private void found(Tree tree, String what) {
    violations.add(file.name() + ":" + line(start(tree)) + ": " + what);
  }

  private long start(Tree tree) {
    return file.places().getStartPosition(file.tree(), tree);
  }

  private long line(long position) {
    return file.line(position);
  }
}
