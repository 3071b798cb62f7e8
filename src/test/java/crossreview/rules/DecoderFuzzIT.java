package crossreview.rules;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.code_intelligence.jazzer.Jazzer;
import crossreview.testkit.ChildJvm;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * The decoders of the doors under inputs that a fuzzer thinks of, guided by what they reach. A
 * finding is printed with its input; the seed is fixed, so that it comes again.
 */
class DecoderFuzzIT {
  private static final int RUNS = 40_000;

  private static final Map<String, List<String>> SEEDS =
      Map.of(
          "crossreview.mcp.RpcFuzz",
          List.of(
              "{\"jsonrpc\":\"2.0\",\"id\":1,\"method\":\"initialize\",\"params\":{\"protocolVersion\":\"2025-11-25\",\"capabilities\":{}}}",
              "{\"jsonrpc\":\"2.0\",\"id\":\"a\",\"method\":\"tools/call\",\"params\":{\"name\":\"x\",\"arguments\":{},\"_meta\":{\"progressToken\":1,\"io.modelcontextprotocol/protocolVersion\":\"2026-07-28\",\"io.modelcontextprotocol/clientCapabilities\":{}}}}",
              "{\"jsonrpc\":\"2.0\",\"id\":3,\"result\":{}}"),
          "crossreview.http.events.FrameFuzz",
          List.of(
              "{\"type\":\"subscribe\",\"session\":\"01234567-89ab-4cde-8f01-23456789abcd\",\"after\":1,\"types\":[\"round.*\"],\"tokens\":true}",
              "{\"type\":\"subscribe\",\"all\":true,\"heads\":{\"01234567-89ab-4cde-8f01-23456789abcd\":3}}"),
          "crossreview.http.request.InputFuzz",
          List.of("{\"count\":1,\"flag\":true,\"list\":[\"a\"],\"inner\":{\"deep\":1}}"));

  @TempDir private Path dir;

  @ParameterizedTest
  @CsvSource({
    "crossreview.mcp.RpcFuzz, false",
    "crossreview.http.events.FrameFuzz, false",
    "crossreview.http.request.InputFuzz, false",
    "crossreview.rules.BrokenDecoder, true"
  })
  void noInputMakesADecoderThrowWhatItShouldNot(String target, boolean found) throws Exception {
    Path corpus = Files.createDirectory(dir.resolve("corpus"));
    int count = 0;
    for (String seed : SEEDS.getOrDefault(target, List.of("{}"))) {
      Files.writeString(corpus.resolve("seed" + count++), seed);
    }
    String classPath =
        System.getProperty("surefire.test.class.path", System.getProperty("java.class.path"));
    List<String> command =
        List.of(
            Path.of(System.getProperty("java.home"), "bin", "java").toString(),
            "-XX:TieredStopAtLevel=1",
            "-XX:+UseSerialGC",
            "-Xmx512m",
            "-cp",
            classPath,
            Jazzer.class.getName(),
            "--target_class=" + target,
            "--instrumentation_includes=crossreview.**",
            "--reproducer_path=" + dir,
            "-artifact_prefix=" + dir + "/",
            "-runs=" + RUNS,
            "-seed=20261",
            "-max_len=4096",
            corpus.toString());
    try (ChildJvm fuzzer = ChildJvm.program(command, dir.resolve("said"))) {
      assertTrue(fuzzer.ended(300_000), fuzzer.errors());
      assertEquals(found, fuzzer.errors().contains("Java Exception"), fuzzer.errors());
      assertEquals(!found, fuzzer.errors().contains("Done " + RUNS), fuzzer.errors());
    }
  }
}
