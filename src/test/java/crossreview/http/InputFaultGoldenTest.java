package crossreview.http;

import crossreview.operation.Operation;
import crossreview.operation.SchemaValidator;
import crossreview.testkit.GoldenFiles;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What every wrong field of every operation is refused with, compared with a file. */
class InputFaultGoldenTest {
  @TempDir private Path data;

  @Test
  void everyFaultIsSaidAsItWas() throws Exception {
    Map<String, List<String>> faults = new LinkedHashMap<>();
    try (HttpTestServer server = HttpTestServer.open(data)) {
      for (Operation operation : server.operationCatalog.all()) {
        faults.put(operation.name(), faults(operation));
      }
    }
    GoldenFiles.compare("faults.json", GoldenFiles.pretty(faults));
  }

  private static List<String> faults(Operation operation) {
    SchemaValidator validator = new SchemaValidator(operation.input());
    Map<String, Object> sample = SampleInput.of(operation.input());
    return InvalidInput.of(operation, sample).stream()
        .flatMap(wrong ->
            validator.faults(wrong.input()).stream()
                .map(fault -> wrong + ": " + fault.path() + " " + fault.message()))
        .toList();
  }
}
