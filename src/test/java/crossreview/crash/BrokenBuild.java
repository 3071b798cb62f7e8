package crossreview.crash;

import java.io.IOException;
import java.lang.classfile.ClassFile;
import java.lang.classfile.ClassTransform;
import java.lang.classfile.CodeBuilder;
import java.lang.classfile.CodeElement;
import java.lang.classfile.instruction.InvokeInstruction;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.function.Consumer;

/** Classes of the product that are deliberately wrong, to be put before the built ones. */
enum BrokenBuild {
  /** What was confirmed may be in memory only. */
  NO_FSYNC("crossreview/journal/file/DiskFiles$DiskChannel", "force", CodeBuilder::pop2),

  /** At the start nobody waits for what a power cut took out of sight. */
  NO_ADOPTION("crossreview/store/registry/AdoptionWait", "isDone", code -> code.pop().iconst_1()),

  /** On a shared directory nobody knows after a power cut whose the locks were. */
  NO_HOLDER("crossreview/lock/HolderFile", "force", CodeBuilder::pop2),

  /** A consumer of everything never gets what was opened while it was away. */
  NOTHING_MISSED("crossreview/feed/Follower", "fromNow", code -> code.pop().iconst_1());

  private final String type;
  private final String call;
  private final Consumer<CodeBuilder> instead;

  /**
   * @param type the class that is changed
   * @param call the method whose calls there are replaced
   * @param instead takes what is on the stack, and leaves a result
   */
  BrokenBuild(String type, String call, Consumer<CodeBuilder> instead) {
    this.type = type;
    this.call = call;
    this.instead = instead;
  }

  /** Whether it shows only where other daemons may use the data directory. */
  boolean shared() {
    return this == NO_HOLDER;
  }

  /** Writes the class; the folder is for a class path. */
  Path into(Path folder) throws IOException {
    byte[] bytes;
    try (var in = BrokenBuild.class.getResourceAsStream("/" + type + ".class")) {
      bytes = in.readAllBytes();
    }
    boolean[] changed = {false};
    ClassFile classFile = ClassFile.of();
    byte[] broken =
        classFile.transformClass(
            classFile.parse(bytes),
            ClassTransform.transformingMethodBodies(
                (code, element) -> changed[0] |= replaced(code, element)));
    if (!changed[0]) {
      throw new IllegalStateException(type + " does not call " + call);
    }
    Path file = folder.resolve(type + ".class");
    Files.createDirectories(file.getParent());
    Files.write(file, broken);
    return folder;
  }

  private boolean replaced(CodeBuilder code, CodeElement element) {
    if (element instanceof InvokeInstruction invoke && invoke.name().equalsString(call)) {
      instead.accept(code);
      return true;
    }
    code.with(element);
    return false;
  }
}
