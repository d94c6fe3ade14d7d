// All that the article page does for whoever may read it. Where files are collected this becomes one file with them all.

import "./claims.js";
import "./dom-events.js";
import "./live-updates.js";
import "./minimap.js";
