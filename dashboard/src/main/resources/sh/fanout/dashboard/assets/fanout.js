import "./live.js";
import "./keys.js";
import "./charts.js";
