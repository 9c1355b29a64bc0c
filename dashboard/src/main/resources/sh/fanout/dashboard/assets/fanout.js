// What pages do beyond what the server wrote; each of them works without it.
import "./live.js";
import "./switches.js";
import "./keys.js";
import "./ticks.js";
import "./copy.js";
import "./charts.js";
