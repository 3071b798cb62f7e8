package crossreview.mcp;

import crossreview.model.WireEnum;

/** How grave a message to the client is, from RFC 5424 by way of the protocol. */
public enum LogLevel implements WireEnum {
  DEBUG,
  INFO,
  NOTICE,
  WARNING,
  ERROR,
  CRITICAL,
  ALERT,
  EMERGENCY
}
