package crossreview.process;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import crossreview.testkit.ChildJvm;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.ValueLayout;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ProcessProtectionTest {
  @TempDir private Path dir;

  /** A process that protects itself and says before and after what the kernel thinks of it. */
  static final class Protected {
    private static final int PR_GET_DUMPABLE = 3;

    public static void main(String[] arguments) throws Throwable {
      System.out.println("before " + dumpable());
      System.out.println("applied " + ProcessProtection.apply());
      System.out.println("after " + dumpable());
    }

    @SuppressWarnings("restricted")
    private static int dumpable() throws Throwable {
      Linker linker = Linker.nativeLinker();
      return (int)
          linker
              .downcallHandle(
                  linker.defaultLookup().find("prctl").orElseThrow(),
                  FunctionDescriptor.of(ValueLayout.JAVA_INT, ValueLayout.JAVA_INT),
                  Linker.Option.firstVariadicArg(1))
              .invokeExact(PR_GET_DUMPABLE);
    }
  }

  @Test
  void afterwardsNeitherACoreNorADebuggerNorAnEnvironmentCanBeRead() throws Exception {
    assumeTrue(System.getProperty("os.name").equals("Linux"));
    try (ChildJvm child =
        new ChildJvm.Kind(Protected.class)
            .with("--enable-native-access=ALL-UNNAMED")
            .start(dir.resolve("said"), List.of())) {
      child.says("after");

      assertEquals(List.of("before 1", "applied true", "after 0"), child.lines());
      assertTrue(child.errors().isEmpty(), child.errors());
    }
  }
}
