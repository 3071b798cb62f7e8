package crossreview.http.page;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import crossreview.model.Digest;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.Test;

/** What the page is made of: nothing unlisted, nothing changed by others, nothing too large. */
class PageBundleTest {
  private static final Path FOLDER = Path.of("src/main/resources/page");
  private static final int ZIPPED_MAX = 100_000;
  private static final Pattern IMPORT = Pattern.compile("from \"\\./([^\"]+)\"");

  private final PageBundle bundle = PageBundle.load();

  private static String source(String name) throws IOException {
    return Files.readString(FOLDER.resolve(name));
  }

  @Test
  void everyFileOfTheFolderIsServedAndNoOther() throws IOException {
    TreeSet<String> found = new TreeSet<>();
    try (Stream<Path> files = Files.walk(FOLDER)) {
      files
          .filter(Files::isRegularFile)
          .map(file -> FOLDER.relativize(file).toString())
          .filter(name -> !name.equals("index.html") && !name.equals("modules.txt"))
          .forEach(found::add);
    }
    assertEquals(found, new TreeSet<>(PageBundle.OWN));
  }

  @Test
  void modulesOfOthersAreThoseThatWereRead() throws IOException {
    List<PageModule> modules = PageBundle.modules();
    assertFalse(modules.isEmpty());
    for (PageModule module : modules) {
      byte[] bytes = bundle.find(bundle.base() + "/" + module.name()).orElseThrow().bytes();
      assertEquals(module.sha256(), Digest.of(bytes).value(), module.name());
      String[] artifact = module.artifact().split(":");
      String pom = Files.readString(Path.of("pom.xml"));
      assertTrue(
          pom.contains(
              "<artifactId>" + artifact[1] + "</artifactId>\n      <version>" + artifact[2]),
          module + " has the version of pom.xml");
      assertTrue(pom.contains(module.resource()), "pom.xml packages " + module.resource());
    }
  }

  @Test
  void allFilesTogetherStaySmall() {
    int bytes = bundle.zippedBytes();
    assertTrue(bytes <= ZIPPED_MAX, bytes + " bytes, at most " + ZIPPED_MAX);
  }

  @Test
  void theZippedBytesAreTheSame() throws IOException {
    PageFile file = bundle.find(bundle.base() + "/style.css").orElseThrow();
    try (GZIPInputStream in = new GZIPInputStream(new ByteArrayInputStream(file.zipped()))) {
      assertArrayEquals(file.bytes(), in.readAllBytes());
    }
  }

  @Test
  void anotherDigestFindsNothing() {
    assertTrue(bundle.find("/page/0000000000000000/style.css").isEmpty());
    assertTrue(bundle.find(bundle.base() + "/../index.html").isEmpty());
    assertTrue(bundle.find(bundle.base()).isEmpty());
  }

  @Test
  void theIndexNamesOnlyWhatIsThere() {
    String index = new String(bundle.index().bytes(), StandardCharsets.UTF_8);
    Matcher named = Pattern.compile("(?:src|href)=\"([^\"]+)\"").matcher(index);
    int count = 0;
    while (named.find()) {
      assertTrue(bundle.find(named.group(1)).isPresent(), named.group(1));
      count++;
    }
    assertTrue(count >= 3, index);
    assertFalse(index.contains("<style") || index.contains("style=") || index.contains("onload"));
  }

  @Test
  void scriptsImportOnlyWhatIsThereAndMakeNoMarkupOfText() throws IOException {
    for (String name : PageBundle.OWN.stream().filter(each -> each.endsWith(".js")).toList()) {
      String script = source(name);
      Matcher imported = IMPORT.matcher(script);
      while (imported.find()) {
        assertTrue(bundle.find(bundle.base() + "/" + imported.group(1)).isPresent(), name);
      }
      for (String banned :
          List.of("innerHTML", "outerHTML", "insertAdjacentHTML", "document.write", "eval(")) {
        assertFalse(script.contains(banned), name + " uses " + banned);
      }
      assertFalse(script.contains("http://") || script.contains("https://"), name + " is foreign");
    }
  }

  @Test
  void aListOfModulesIsReadStrictly() {
    assertThrows(IllegalStateException.class, () -> PageModule.read("lib/a.js only three columns"));
  }
}
