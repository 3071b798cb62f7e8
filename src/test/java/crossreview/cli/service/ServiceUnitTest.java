package crossreview.cli.service;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.StringReader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.w3c.dom.Document;
import org.xml.sax.InputSource;

class ServiceUnitTest {

  @Test
  void theShippedUnitIsTheOneThatIsInstalledForAMachine() throws Exception {
    ServiceUnit unit =
        new ServiceUnit(
            true,
            "crossreview",
            List.of(
                "/opt/crossreview/bin/crossreview",
                "serve",
                "--data-dir",
                ServiceUnit.STATE,
                "--config",
                "/etc/crossreview/crossreview.json"),
            List.of());

    assertEquals(Files.readString(Path.of("conf/crossreview.service")), unit.text());
  }

  @Test
  void theUnitOfAUserHasNoLineThatNeedsPrivileges() {
    String text = new ServiceUnit(false, "x", List.of("/a/crossreview", "serve"), List.of()).text();

    assertTrue(text.contains("\nType=notify\n"), text);
    assertTrue(text.contains("\nWantedBy=default.target\n"), text);
    for (String line :
        List.of("User=", "CapabilityBoundingSet=", "ProtectSystem=", "PrivateTmp=")) {
      assertFalse(text.contains(line), text);
    }
  }

  @ParameterizedTest
  @CsvSource({
    "/opt/a,                /opt/a",
    "/home/a b,             '\"/home/a b\"'",
    "50%,                   50%%",
    "$HOME,                 $$HOME",
    "back\\slash,           back\\\\slash",
    "a\"b,                  '\"a\\\"b\"'",
    "'',                    '\"\"'",
    "a;b,                   '\"a;b\"'",
  })
  void nothingInAWordIsReadBySystemd(String value, String word) {
    assertEquals(word, ServiceUnit.word(value));
  }

  @Test
  void onlyWhatWasWrittenHereIsOwn() {
    assertTrue(ServiceUnit.isOwn(new ServiceUnit(false, "x", List.of("a"), List.of()).text()));
    assertFalse(ServiceUnit.isOwn("[Unit]\nDescription=crossreview\n"));
  }

  @Test
  void theAgentOfLaunchdIsXmlAndKeepsEveryWord() throws Exception {
    LaunchdAgent agent = new LaunchdAgent(List.of("/a&b/<c>", "serve"), "/log");
    DocumentBuilderFactory factory = DocumentBuilderFactory.newInstance();
    factory.setFeature("http://apache.org/xml/features/nonvalidating/load-external-dtd", false);

    Document read =
        factory.newDocumentBuilder().parse(new InputSource(new StringReader(agent.text())));

    assertEquals("plist", read.getDocumentElement().getTagName());
    assertEquals("/a&b/<c>", read.getElementsByTagName("string").item(1).getTextContent());
    assertEquals("serve", read.getElementsByTagName("string").item(2).getTextContent());
  }
}
