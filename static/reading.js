// All that the article page does for whoever may read it. Where files are collected this becomes one file with them all.

import "./claims.js";
import "./watching.js";
import "./live.js";
import "./margin.js";
