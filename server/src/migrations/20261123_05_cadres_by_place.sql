-- `cadre_page (path, id)` finds by place whatever `(path)` found. With both, the planner took the narrow one for a page of cadres:
-- it believes that a place it doesn't know yet holds few, and read and sorted all cadres of the first unit, 3,101, for 50.
drop index cadre_path_idx;
